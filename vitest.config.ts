import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    exclude: ["test/e2e/**", "node_modules/**"],
    // Child processes, models and videos: two workers on two cores can be slow together.
    testTimeout: 30_000,
  },
});
