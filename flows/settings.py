"""Settings of a run: environment variables POSTACCRED_… and postaccred.toml in the working folder; unknown keys are
refused.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from extractors.errors import SetupError

SETTINGS_FILE = "postaccred.toml"
PREFIX = "POSTACCRED_"


class Settings(BaseSettings):
    """What an agency may set. Folders are created on first use.

    state: ledger, archive, readings kept, logs. database: SQLAlchemy URL of the ledger, empty for a SQLite file under
    state.
    seconds_per_file, megabytes_per_file: limits of reading one file. stable_seconds: a file must not change for so
    long before it is taken.
    workers: reading processes, 0 for one per core. wait_seconds: how long a run waits for another one to end.
    intake, output, register_file, workbook_language: what `serve` works on, where the command line does not say.
    runner, scheduler: who does the steps: this machine ("local"), or the workers of a dask scheduler at that address.
    language: of the messages on the screen, that of the system when empty.
    near_days: the morning batch judges anew the cases with an open day so near or past. watch_seconds: how often the
    watcher looks.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=SETTINGS_FILE, extra="forbid")

    state: Path = Path("postaccred-state")
    database: str = ""
    seconds_per_file: float = Field(default=900.0, gt=0)
    megabytes_per_file: int = Field(default=3000, ge=256)
    stable_seconds: float = Field(default=2.0, ge=0)
    workers: int = Field(default=0, ge=0)
    runner: Literal["local", "dask"] = "local"
    scheduler: str = ""
    intake: Path | None = None
    output: Path | None = None
    register_file: Path | None = None
    workbook_language: Literal["ky", "ru", "en", ""] = ""
    language: Literal["ky", "ru", "en", ""] = ""
    wait_seconds: float = Field(default=600.0, ge=0)
    near_days: int = Field(default=30, ge=0)
    watch_seconds: float = Field(default=30.0, ge=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Lets the environment outrank the file, and the file the defaults."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def readings(self) -> Path:
        """Gives the folder in which readings are kept."""
        return self.state / "readings"

    @property
    def understood(self) -> Path:
        """Gives the folder in which is kept what papers were understood to hold."""
        return self.state / "understood"

    @property
    def archive(self) -> Path:
        """Gives the folder in which originals are kept, by hash."""
        return self.state / "archive"

    def cores(self) -> int:
        """Gives the number of reading processes."""
        return self.workers or os.cpu_count() or 1


def settings() -> Settings:
    """Gives the settings of this run.

    Raises: SetupError naming the key that is unknown or wrong.
    """
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    if strange := sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known):
        raise SetupError(
            f"The environment sets {strange[0]}, which is no setting. Known are: {', '.join(sorted(known))}."
        )
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise SetupError(f"{SETTINGS_FILE} is no TOML ({error}). Correct that line.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{SETTINGS_FILE} cannot be read ({error}). Save it as UTF-8 text.") from None
    except SettingsError as error:
        raise SetupError(f"{error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SetupError(
            f"Setting “{key}” (environment POSTACCRED_{key.upper()} or {SETTINGS_FILE}): {first['msg']}."
        ) from None


def scheduler(set_up: Settings, runner: str | None = None, address: str | None = None) -> str:
    """Gives the address of the scheduler whose workers do the steps, "" where this machine does; what was asked for
    outranks the settings.

    Raises: SetupError when dask is asked for and no address is named.
    """
    if (runner or set_up.runner) != "dask":
        return ""
    if not (found := address or set_up.scheduler):
        raise SetupError(
            f"Name the address of the dask scheduler: --scheduler, or the setting “scheduler” (environment "
            f"{PREFIX}SCHEDULER), for instance tcp://10.0.0.5:8786."
        )
    return found


def folders(set_up: Settings) -> tuple[Path, Path]:
    """Gives the intake and the output folder that the settings name.

    Raises: SetupError when one of them is not named.
    """
    if set_up.intake is None or set_up.output is None:
        raise SetupError(
            "Name the folders: settings “intake” and “output” "
            f"(environment {PREFIX}INTAKE, {PREFIX}OUTPUT or {SETTINGS_FILE})."
        )
    return set_up.intake, set_up.output
