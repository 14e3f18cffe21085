# syntax=docker/dockerfile:1
# Harmony as one image for amd64 and arm64: server, web page, ffmpeg. Without DATABASE_URL or POSTGRES_HOST it runs a PostgreSQL of its own in /data.

FROM node:24-trixie-slim AS build
WORKDIR /app
COPY . .
# With everything that building needs; the page is the same for every architecture.
RUN node scripts/setup.mjs

FROM node:24-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY web/package.json web/
# Maps and types help nobody here, and are a sixth of it.
RUN npm install --no-save --no-audit --no-fund --omit=dev --workspace server \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24-trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg libchromaprint-tools tini \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown node:node /data
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=packages /app/node_modules node_modules
# of ReDoc only the finished bundle is served; its many packages are needed to build it
COPY --from=build /app/node_modules/redoc/bundles node_modules/redoc/bundles
COPY server server
COPY --from=build /app/web/dist web/dist
COPY --chmod=755 deploy/entrypoint.sh /usr/local/bin/harmony-entrypoint
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATA_DIR=/data \
    MUSIC_DIR=/data/music \
    PUID=1000 \
    PGID=1000
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "harmony-entrypoint"]
CMD ["serve"]
