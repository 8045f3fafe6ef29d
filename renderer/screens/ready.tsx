import { memo } from 'react';
import type { Mark as OrderMark } from '../../src/core/order.ts';
import type { QueueRow, ReadyScreen } from '../../src/core/screen-view.ts';
import type { KeyView, PrinterView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { CountKey, keyOf, NextKey } from '../frame/key.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useNow } from '../state/station-clock.ts';
import { clockTime, leftText, shipByText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { ParkedCard } from './parked-card.tsx';

const MARK_ICONS = { gift: 'gift', 'no-invoice': 'note', fragile: 'fragile' } as const satisfies Record<
  OrderMark,
  IconName
>;

const KINDS = [
  ['order', 'sheet'],
  ['tote', 'tote'],
  ['item', 'goods'],
  ['parcel', 'box'],
] as const satisfies readonly (readonly [string, IconName])[];

interface Props {
  readonly screen: ReadyScreen;
  readonly keys: readonly KeyView[];
  readonly printers: readonly PrinterView[];
}

/** Nothing is open: scan anything, or take what is most urgent. */
export function Ready({ screen, keys, printers }: Props) {
  const words = useWords();
  const text = words.screens.ready;
  const nowMs = useNow(1000);
  const next = keyOf(keys, 'next');
  const pick = keyOf(keys, 'pick');
  const handOver = keyOf(keys, 'hand-over');
  const conflicts = keyOf(keys, 'conflicts');
  const [first] = screen.queue;
  return (
    <>
      <main className="stage ready">
        <div className="bracket anyscan">
          <h1 className="verb">{text.verb}</h1>
          {screen.asking === null ? (
            <ul className="kinds">
              {KINDS.map(([kind, icon]) => (
                <li key={kind}>
                  <Icon name={icon} />
                  {text.kinds[kind]}
                </li>
              ))}
            </ul>
          ) : (
            <p className="say" role="status">
              {text.asking(screen.asking.number, Math.max(0, Math.floor((nowMs - screen.asking.sinceMs) / 1000)))}
            </p>
          )}
        </div>
        <div className="ready__keys">
          {next !== null && (
            <NextKey
              view={next}
              says={first === undefined ? words.screens.done.noNext : nextSays(words, first, nowMs)}
            />
          )}
          {pick !== null && screen.picks > 0 && <CountKey view={pick} says={text.picks(screen.picks)} />}
          {conflicts !== null && screen.conflicts.length > 0 && (
            <CountKey view={conflicts} says={text.conflicts(screen.conflicts.length)} />
          )}
          {handOver !== null && screen.waiting > 0 && <CountKey view={handOver} says={text.waiting(screen.waiting)} />}
        </div>
      </main>
      <Queue
        queue={screen.queue}
        picked={screen.picked}
        parked={screen.parked}
        printers={printers}
        keys={keys}
        lastPullAtMs={screen.lastPullAtMs}
        canOpen={screen.asking === null}
      />
    </>
  );
}

/** "10483, by 15:30" */
export function nextSays(words: ReturnType<typeof useWords>, row: QueueRow, nowMs: number): string {
  return row.shipByMs === null
    ? row.number
    : words.screens.ready.by(row.number, shipByText(words, row.shipByMs, nowMs));
}

const MOST_PICKED = 2;

interface QueueProps extends Pick<Props, 'printers' | 'keys'>, Pick<ReadyScreen, 'queue' | 'picked' | 'parked'> {
  readonly lastPullAtMs: number | null;
  readonly canOpen: boolean;
}

const Queue = memo(function Queue({ queue, picked, parked, printers, keys, lastPullAtMs, canOpen }: QueueProps) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.ready;
  const waits = parked.orders.length > 0;
  const rows = (compact ? 4 : 5) - (picked.length > 0 ? 1 : 0) - (waits ? 2 : 0);
  if (queue.length === 0 && picked.length === 0 && !waits) {
    return (
      <aside className="side side--empty">
        <p className="say">{text.empty}</p>
        <p className="q">{lastPullAtMs === null ? text.neverPulled : text.lastPull(clockTime(words, lastPullAtMs))}</p>
      </aside>
    );
  }
  return (
    <aside className="side">
      <h2>
        <span>{text.nextUp}</span>
      </h2>
      <ol className="queue">
        {queue.slice(0, rows).map((row) => (
          <li key={row.orderId}>
            <QueueKey row={row} enabled={canOpen} />
          </li>
        ))}
      </ol>
      <Picked picked={picked} />
      {waits && <ParkedCard parked={parked} printers={printers} keys={keys} />}
    </aside>
  );
});

/** Their totes open them; a scan of one is all that is needed. */
function Picked({ picked }: Pick<ReadyScreen, 'picked'>) {
  const text = useWords().screens.ready;
  const { compact } = useBenchSize();
  if (picked.length === 0) return null;
  return (
    <section className="picked">
      <h2>
        <span>{text.picked}</span>
        <span>{picked.length}</span>
      </h2>
      <ul>
        {picked.slice(0, compact ? 1 : MOST_PICKED).map(({ number, totes }) => (
          <li key={number}>
            <Icon name="tote" />
            <b>
              <bdi>{number}</bdi>
            </b>
            <span>{totes.length > 2 ? text.totes(totes.length) : <bdi className="code">{totes.join(' ')}</bdi>}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const QueueKey = memo(function QueueKey({ row, enabled }: { readonly row: QueueRow; readonly enabled: boolean }) {
  const words = useWords();
  const bridge = useBridge();
  const nowMs = useNow(60_000);
  const late = row.shipByMs !== null && row.shipByMs < nowMs;
  return (
    <button
      type="button"
      className="q-row"
      disabled={!enabled}
      onClick={() => void bridge.dispatch({ kind: 'open-order', orderId: row.orderId })}
    >
      <b className="q-row__o">
        <bdi>{row.number}</bdi>
      </b>
      <span className="q-row__t">
        {row.shipByMs !== null && (
          <>
            <b>{shipByText(words, row.shipByMs, nowMs)}</b>
            <small className={late ? 'late' : ''}>{leftText(words, row.shipByMs, nowMs)}</small>
          </>
        )}
      </span>
      <span className="q-row__u">{words.screens.ready.units(row.units)}</span>
      <span className="q-row__m">
        {row.marks.map((mark) => (
          <span key={mark} role="img" aria-label={words.marks[mark]}>
            <Icon name={MARK_ICONS[mark]} />
          </span>
        ))}
      </span>
    </button>
  );
});
