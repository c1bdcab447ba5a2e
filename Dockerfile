# Two stages: what builds the page stays behind. The root may be read-only; all that is written
# goes to /data, and what passes by to /tmp.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The browser is for tests, and the image has a Node of its own.
RUN npm ci --omit=dev && rm -rf node_modules/@sparticuz
COPY . .
RUN npm run build && rm -rf node_modules/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4321 \
    DATA_DIR=/data FUNCTIONS_DIR=/data/functions LOG_FORMAT=json
WORKDIR /app
COPY --from=build /app/package.json /app/package-lock.json /app/README.md /app/tsconfig.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/src src
COPY --from=build /app/prompts prompts
COPY --from=build /app/templates templates
COPY --from=build /app/dist dist
RUN useradd --uid 10001 --no-create-home --home-dir /data patchbay && install -d -o patchbay -m 0700 /data
USER patchbay
VOLUME /data
EXPOSE 4321
HEALTHCHECK --interval=10s --start-period=30s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the signal to stop.
ENTRYPOINT ["node", "src/cli.ts"]
CMD ["start"]
