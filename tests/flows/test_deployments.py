"""The flows come to a work pool by prefect.yaml as `postaccred serve` serves them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from flows.serve import deployments

ROOT = Path(__file__).resolve().parents[2]


def test_a_work_pool_gets_the_same_flows_as_the_service(engine_at_work: None) -> None:
    from prefect import get_client
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule

    served = {f"{each.flow_name}/{each.name}" for each in deployments()}
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name="postaccred", type="process"))
        command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
        done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        deployed = {}
        for each in client.read_deployments():
            deployed[f"{client.read_flow(each.flow_id).name}/{each.name}"] = each
    assert set(deployed) == served
    assert all(each.work_pool_name == "postaccred" for each in deployed.values())
    (morning,) = (each.schedule for each in deployed["postaccred-deadlines/morning"].schedules)
    assert isinstance(morning, CronSchedule) and (morning.cron, morning.timezone) == ("0 7 * * *", "Asia/Bishkek")
    (watch,) = (each.schedule for each in deployed["postaccred-intake/watch"].schedules)
    assert isinstance(watch, IntervalSchedule)
