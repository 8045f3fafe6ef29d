/** How a program for Node is bundled, wherever one is: the app, the hub, a bench, a child of a test. */
export const NODE_BUNDLE = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.18',
  // Stay in node_modules: native prebuilds, and packages that find their own data files beside themselves.
  external: ['electron', 'serialport', '@photostructure/sqlite', '@electric-sql/pglite', 'pg-native'],
  // Bundled CommonJS packages call require(); an ES module has none of its own.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'error',
};
