# The program with LibreOffice for old formats; recognition data come with the program.
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends libreoffice-writer-nogui libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt pyproject.toml README.md ./
COPY data data
COPY extractors extractors
COPY checks checks
COPY flows flows
RUN pip install --no-cache-dir --no-deps --requirement requirements.txt \
    && pip install --no-cache-dir --no-deps . "psycopg[binary]" \
    && useradd --create-home postaccred \
    && mkdir /work-files && chown postaccred /work-files
USER postaccred
# Intake, output and state are mounted here; nothing of them is in the image.
WORKDIR /work-files
ENTRYPOINT ["postaccred"]
CMD ["serve"]
