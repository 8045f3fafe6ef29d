// PouchDB against its own server (express-pouchdb), on the documents and with the work that the hub's own bench has: so many orders
// pulled to a station's disk, so many journal entries pushed from it. Client and server share this process, as ours do. CommonJS,
// because it runs from the folder that its packages are installed in.
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

async function main([file]) {
  const { createRequire } = require('node:module');
  const load = createRequire(join(process.cwd(), 'package.json'));
  const PouchDB = load('pouchdb');
  const express = load('express');
  const { orders, entries } = JSON.parse(readFileSync(file, 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-rival-'));
  // The server writes its own log and configuration into the folder it runs in.
  process.chdir(folder);
  const Server = PouchDB.defaults({ prefix: join(folder, 'server-') });
  const app = express();
  app.use(
    '/',
    load('express-pouchdb')(Server, {
      mode: 'minimumForPouchDB',
      inMemoryConfig: true,
      logPath: join(folder, 'log.txt'),
    }),
  );
  const listening = await new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
  const url = `http://127.0.0.1:${listening.address().port}`;
  const remoteOrders = new Server('orders');
  for (let from = 0; from < orders.length; from += 1000) {
    await remoteOrders.bulkDocs(orders.slice(from, from + 1000).map((order) => ({ _id: order.id, ...order })));
  }
  const localOrders = new PouchDB(join(folder, 'local-orders'));
  const pullBegun = performance.now();
  const pulled = await localOrders.replicate.from(`${url}/orders`, { batch_size: 500 });
  const pullMs = performance.now() - pullBegun;

  const localEntries = new PouchDB(join(folder, 'local-entries'));
  for (let from = 0; from < entries.length; from += 1000) {
    await localEntries.bulkDocs(entries.slice(from, from + 1000).map((entry) => ({ _id: entry.id, ...entry })));
  }
  const pushBegun = performance.now();
  const pushed = await localEntries.replicate.to(`${url}/entries`, { batch_size: 500 });
  const pushMs = performance.now() - pushBegun;
  const kept = (await new Server('entries').info()).doc_count;
  const here = (await localOrders.info()).doc_count;
  if (here !== orders.length || kept !== entries.length) throw new Error(`lost some: ${here} orders, ${kept} entries`);
  process.stdout.write(
    JSON.stringify({
      name: `PouchDB ${PouchDB.version}`,
      orders: pulled.docs_written,
      pullMs: Math.round(pullMs),
      entries: pushed.docs_written,
      pushMs: Math.round(pushMs),
    }),
  );
  listening.close();
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
