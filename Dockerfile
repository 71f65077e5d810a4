# The program with LibreOffice for old formats; recognition data come with the program.
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends libreoffice-writer-nogui libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# The packages first: they change less often than the program.
COPY requirements.txt ./
RUN pip install --no-cache-dir --no-deps --requirement requirements.txt
COPY pyproject.toml README.md ./
COPY data data
COPY extractors extractors
COPY checks checks
COPY flows flows
# Volumes mounted on these folders take their owner over: the program does not run as root.
RUN pip install --no-cache-dir --no-deps . \
    && useradd --create-home postaccred \
    && mkdir -p /work-files/intake /work-files/output /work-files/state /work-files/engine \
    && chown -R postaccred: /work-files
USER postaccred
# Intake, output and state are mounted here; nothing of them is in the image.
WORKDIR /work-files
ENTRYPOINT ["postaccred"]
CMD ["serve"]
