import { memo } from 'react';
import type { Mark as OrderMark } from '../../src/core/order.ts';
import type { KeyView, QueueRow, ReadyScreen } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { keyOf, NextKey } from '../frame/key.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Mark, Sign } from '../parts/sign.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useNow } from '../state/station-clock.ts';
import { clockTime, leftText, shipByText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

const MARK_ICONS = { gift: 'gift', 'no-invoice': 'note', fragile: 'fragile' } as const satisfies Record<
  OrderMark,
  IconName
>;

interface Props {
  readonly screen: ReadyScreen;
  readonly keys: readonly KeyView[];
}

/** Nothing is open: scan anything, or take what is most urgent. */
export function Ready({ screen, keys }: Props) {
  const words = useWords();
  const text = words.screens.ready;
  const nowMs = useNow(1000);
  const next = keyOf(keys, 'next');
  const [first] = screen.queue;
  return (
    <>
      <Counts counts={screen.counts} />
      <main className="stage ready">
        <div className="bracket anyscan">
          <h1 className="verb">{text.verb}</h1>
          {screen.asking === null ? (
            <ul className="kinds">
              <li>
                <Icon name="sheet" />
                {text.kinds.order}
              </li>
              <li>
                <Icon name="tote" />
                {text.kinds.tote}
              </li>
            </ul>
          ) : (
            <p className="say" role="status">
              {text.asking(screen.asking.number, Math.max(0, Math.floor((nowMs - screen.asking.sinceMs) / 1000)))}
            </p>
          )}
        </div>
        {next !== null && (
          <NextKey view={next} says={first === undefined ? words.screens.done.noNext : nextSays(words, first, nowMs)} />
        )}
      </main>
      <Queue queue={screen.queue} lastPullAtMs={screen.lastPullAtMs} canOpen={screen.asking === null} />
    </>
  );
}

/** "10483, by 15:30" */
export function nextSays(words: ReturnType<typeof useWords>, row: QueueRow, nowMs: number): string {
  return row.shipByMs === null
    ? row.number
    : words.screens.ready.by(row.number, shipByText(words, row.shipByMs, nowMs));
}

const Counts = memo(function Counts({ counts }: Pick<ReadyScreen, 'counts'>) {
  const text = useWords().screens.ready;
  return (
    <>
      <header className="head">
        <Mark />
        <ul className="counts">
          {counts.late > 0 && (
            <li>
              <Sign name="warn" />
              <b>{counts.late}</b>
              <span>{text.late}</span>
            </li>
          )}
          <li>
            <b>{counts.today}</b>
            <span>{text.today}</span>
          </li>
          <li>
            <b>{counts.open}</b>
            <span>{text.open}</span>
          </li>
          <li>
            <b>{counts.held}</b>
            <span>{text.held}</span>
          </li>
        </ul>
      </header>
      <div className="units" aria-hidden="true" />
    </>
  );
});

interface QueueProps {
  readonly queue: readonly QueueRow[];
  readonly lastPullAtMs: number | null;
  readonly canOpen: boolean;
}

const Queue = memo(function Queue({ queue, lastPullAtMs, canOpen }: QueueProps) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.ready;
  if (queue.length === 0) {
    return (
      <aside className="side side--empty">
        <p className="say">{text.empty}</p>
        <p className="q">{lastPullAtMs === null ? text.neverPulled : text.lastPull(clockTime(words, lastPullAtMs))}</p>
      </aside>
    );
  }
  return (
    <aside className="side">
      <h2>{text.nextUp}</h2>
      <ol className="queue">
        {queue.slice(0, compact ? 4 : 5).map((row) => (
          <li key={row.orderId}>
            <QueueKey row={row} enabled={canOpen} />
          </li>
        ))}
      </ol>
    </aside>
  );
});

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
