import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A PostgreSQL for the hub's tests, where there is one to be started.
    globalSetup: ['test/global-postgres.ts'],
    include: ['test/**/*.test.{ts,tsx,mjs}'],
    // Two cores: more workers only make the timing of real sockets and processes worse.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
