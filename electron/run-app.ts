import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, Menu, powerSaveBlocker, type WebContents } from 'electron';
import { createHubClient } from '../src/devices/hub-client.ts';
import { labelAssetsIn } from '../src/devices/label/assets.ts';
import { openLabelMaker } from '../src/devices/label/label-maker.ts';
import { nodeCredentials } from '../src/devices/node-credentials.ts';
import { createPinnedFetch } from '../src/devices/pinned-fetch.ts';
import { openStore } from '../src/devices/store/open-store.ts';
import { systemChance, systemClock } from '../src/devices/system-clock.ts';
import { type Bench, type BenchParts, openBench } from '../src/runtime/bench.ts';
import type { DemoPanel } from '../src/wire/ipc-contract.ts';
import type { HubSettings, Settings } from '../src/wire/settings.ts';
import { serveApp } from './app-protocol.ts';
import { type Demo, openDemo } from './demo/demo.ts';
import { type DemoOptions, demoOptionsFrom } from './demo/demo-options.ts';
import { demoPrinters } from './demo/demo-printers.ts';
import { createLatencies, type Latencies } from './demo/latencies.ts';
import { panelOf } from './demo/panel.ts';
import { runShift } from './demo/run-shift.ts';
import { createEnrolment } from './enrolment.ts';
import { divertEnrolment } from './enrolment-scans.ts';
import { createFirstPaint, type FirstPaint } from './first-paint.ts';
import { fontsIn } from './fonts.ts';
import { openKey, sealOpenKey } from './hub-key.ts';
import { pushTo, type Serve, serveIpc } from './ipc.ts';
import { labelProcess } from './label-process.ts';
import { createLateHub, type LateHub, lateLabelMaker } from './late.ts';
import { locations } from './locations.ts';
import { type Log, openLog } from './log.ts';
import { lockDown } from './security.ts';
import { serveBench } from './serve-bench.ts';
import { type LoadedSettings, loadSettings } from './settings.ts';
import { isStartFault, startFaultText } from './start-fault.ts';
import { type Floor, openFloor } from './training/floor.ts';
import { type Lent, openTraining } from './training/open-training.ts';
import { shareScanners } from './training/share-scanners.ts';
import { openWindow } from './window.ts';
import { printersFrom, scaleFrom, scannersFrom } from './work-devices.ts';

/** The one composition root: every part that touches the world is made here and handed to the bench. */
export async function runApp(): Promise<void> {
  const folder = app.getPath('userData');
  const log = openLog(folder);
  const options = demoOptionsFrom(
    process.argv,
    app.isPackaged ? join(folder, 'pictures') : join(app.getAppPath(), 'out', 'demo'),
  );
  const loaded = loadSettings(folder);
  sealOpenKey(loaded);
  const settings = loaded.current();
  const { recovered } = loaded;
  if (recovered !== null) log(recovered);
  const onBug = (bug: unknown) => log(`bug: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`);

  Menu.setApplicationMenu(null);
  lockDown();
  serveApp(locations.renderer);
  // The window opens while the bench does: both take their time in different processes.
  const window = openWindow({ kiosk: settings.kiosk });
  const opening = openApp({ folder, log, options, loaded, onBug, contents: () => window.webContents });
  serveIpc(
    opening.then(({ served }) => served),
    onBug,
  );
  powerSaveBlocker.start('prevent-display-sleep');
  const opened = await opening.catch((error: unknown) => {
    if (!isStartFault(error)) throw error;
    log(startFaultText(error));
    return error;
  });
  if (isStartFault(opened)) {
    // The window stays and says why; only a shift that plays without a hand has nobody to read it.
    process.stderr.write(`${opened.message}\n`);
    if (!options.shift) return;
    // Chromium that is ended while it starts can die of it, and then nobody is told how it ended.
    await hasLoaded(window.webContents);
    app.exit(1);
    return;
  }
  const { bench, demo, hub, latencies, firstPaint, panel, close } = opened;

  let exitCode = 0;
  let leaving = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    // Everything that matters is on disk already; a device that does not answer must not keep the station from closing.
    const impatience = new Promise<void>((resolve) => setTimeout(resolve, LEAVE_MS));
    Promise.race([close(), impatience])
      .catch(onBug)
      .then(() => app.exit(exitCode));
  });
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());

  if (settings.hub !== null) hub.arrive(hubClientFor(settings.hub));
  if (demo === null && !options.shift) return;
  const failed = await playDemo();
  if (failed !== null) process.stderr.write(`${failed}\n`);
  if (failed !== null) log(failed);
  if (!options.shift) return;
  exitCode = failed === null ? 0 : 1;
  app.quit();

  async function playDemo(): Promise<string | null> {
    if (demo === null) return 'A demo shift is played by a demo only: this station has a hub in its settings.';
    try {
      const { url, stationKey } = await demo.hubReady;
      hub.arrive(createHubClient({ url, key: stationKey }));
    } catch (error) {
      return `The demo has no hub: ${error instanceof Error ? error.message : String(error)}`;
    }
    return options.shift ? runShift({ bench, demo, window, latencies, firstPaint, options, panel }) : null;
  }
}

function hubClientFor(hub: HubSettings) {
  const { url, certificate } = hub;
  const key = openKey(hub);
  return createHubClient(certificate === null ? { url, key } : { url, key, fetch: createPinnedFetch(certificate) });
}

const LEAVE_MS = 5000;
const LOAD_MS = 3000;

function hasLoaded(contents: WebContents): Promise<void> {
  return new Promise((resolve) => {
    if (!contents.isLoading()) return resolve();
    const impatience = setTimeout(resolve, LOAD_MS);
    contents.once('did-stop-loading', () => {
      clearTimeout(impatience);
      resolve();
    });
  });
}

interface OpenedApp {
  readonly bench: Bench;
  readonly demo: Demo | null;
  readonly hub: LateHub;
  readonly latencies: Latencies;
  readonly firstPaint: FirstPaint;
  readonly served: Serve;
  readonly panel: () => DemoPanel;
  close(): Promise<void>;
}

async function openApp(world: {
  readonly folder: string;
  readonly log: Log;
  readonly options: DemoOptions;
  readonly loaded: LoadedSettings;
  readonly contents: () => WebContents;
  readonly onBug: (bug: unknown) => void;
}): Promise<OpenedApp> {
  const { log, options, loaded, onBug } = world;
  const settings = loaded.current();
  const mode = settings.hub === null ? 'demo' : 'work';
  const folder = join(world.folder, settings.hub?.store ?? mode);
  const time = { clock: systemClock, chance: systemChance };
  const stopper = new AbortController();
  const firstPaint = createFirstPaint();
  const store = openStore(folder);
  const hub = createLateHub();
  const demo = mode === 'demo' ? await openDemo(folder, options, { ...time, firstPaint }) : null;
  const devices = demo === null ? devicesOf(settings, time) : devicesOfDemo(demo);
  const onEnrolment = (text: string) => pushTo(world.contents(), 'enrolment', { text });
  const scanners = shareScanners(divertEnrolment(devices.scanners, onEnrolment));
  const lent: Lent = {
    ...time,
    scanners: scanners.training,
    ...(devices.readingOf === undefined ? {} : { readingOf: devices.readingOf }),
    labels: lateLabelMaker(firstPaint.happened, () =>
      openLabelMaker(labelProcess(labelAssetsIn(locations.assets, fontsIn(join(world.folder, 'fonts'), log)))),
    ),
    credentials: nodeCredentials,
    signal: stopper.signal,
    name: settings.station,
    endOfDayMs,
    backOffCapMs: mode === 'demo' ? 2000 : 60_000,
    waitSeconds: 25,
    onTraining: (begin) => {
      floor.go(begin).catch(onBug);
    },
    onDiag: ({ source, code, detail, hex }) =>
      log(`scanner ${source}: ${code}, ${detail}${hex === undefined ? '' : ` (${hex})`}`),
    onFault: (fault) => log(`${fault.kind}: ${fault.detail}`),
    onBug,
  };
  const bench = await openBench({
    ...lent,
    ...store,
    ...devices,
    scanners: scanners.work,
    hub: hub.port,
    mode,
    bootId: randomUUID(),
  });
  const floor: Floor = openFloor({
    bench,
    store,
    scanners,
    openTraining: () =>
      openTraining({
        folder: join(world.folder, 'training'),
        from: store,
        lent,
        bootId: randomUUID(),
        hasScale: devices.scale !== null,
        roles: devices.printers.flatMap(({ roles }) => roles),
      }),
    onView: (view) => pushTo(world.contents(), 'view', view),
    onNotice: (notice) => pushTo(world.contents(), 'notice', notice),
  });
  const latencies = createLatencies(bench.station);
  return {
    bench,
    demo,
    hub,
    latencies,
    firstPaint,
    served: serveBench({
      floor,
      demo,
      latencies,
      firstPaint,
      settings: loaded,
      onEnrolment,
      enrolment: createEnrolment({
        settings: loaded,
        store,
        folder: world.folder,
        strip: () => bench.station.view().strip,
      }),
    }),
    panel: () =>
      demo === null
        ? { codes: [], hubRunning: false, expectedGrams: null }
        : panelOf(bench.station, store.replica, demo.paper, demo),
    async close() {
      stopper.abort();
      await floor.close();
      await bench.close();
      await demo?.close();
      store.close();
    },
  };
}

type Devices = Pick<BenchParts, 'scanners' | 'readingOf' | 'scale' | 'printers'>;

function devicesOf(settings: Settings, time: Pick<BenchParts, 'clock' | 'chance'>): Devices {
  return { ...scannersFrom(settings, time), scale: scaleFrom(settings, time), ...printersFrom(settings) };
}

function devicesOfDemo({ scanner, scale, paper }: Demo): Devices {
  return { scanners: [scanner], scale, printers: demoPrinters(paper, { prefix: '', roles: ['label', 'slip'] }) };
}

function endOfDayMs(nowMs: number): number {
  const day = new Date(nowMs);
  day.setHours(24, 0, 0, 0);
  return day.getTime();
}
