import { memo } from 'react';
import type { DeviceView, Strip as StripView } from '../../src/core/view.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useSoundIsHeard } from '../sound/sound-context.ts';
import { useBenchSize } from '../state/bench-size.ts';
import { useNow } from '../state/station-clock.ts';
import { useIsInFront } from '../state/window-focus.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { clip } from '../words/limits.ts';
import { clockTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { type ShownPrinter, shownPrinters } from './printer-chips.ts';
import { type Dispensable, fitStrip } from './strip-room.ts';

interface Props {
  readonly strip: StripView;
  /** Opens the demo's own panel; only there in the demo. */
  readonly demo: { readonly open: boolean; readonly toggle: () => void } | null;
}

/** Room that is never given away: the clock, and the key of the demo. */
const CLOCK_PX = 90;
const DEMO_PX = 190;
const PADDING_PX = { roomy: 80, compact: 48 };

/** Calm while all is well: ink on grey. What is not well takes a verdict's colour and says so in words. */
export const Strip = memo(function Strip({ strip, demo }: Props) {
  const words = useWords();
  const { width, compact } = useBenchSize();
  const heard = useSoundIsHeard();
  const inFront = useIsInFront();
  const px = width - (compact ? PADDING_PX.compact : PADDING_PX.roomy) - CLOCK_PX - (demo === null ? 0 : DEMO_PX);
  const chips = chipsOf(words, strip, heard, inFront).filter(
    ({ give, look }) => !compact || give !== 'spare' || look !== 'calm',
  );
  return (
    <footer className="strip">
      <ul>
        {fitStrip(chips, { px, compact }).map(({ id, icon, text, look }) => (
          <li key={id} className={`strip__${look}`}>
            <Icon name={icon} />
            <bdi>{text}</bdi>
          </li>
        ))}
        {demo !== null && (
          <li>
            <button type="button" className="strip__demo" aria-expanded={demo.open} onClick={demo.toggle}>
              {demo.open ? words.screens.demo.close : words.screens.demo.open}
            </button>
          </li>
        )}
        <Clock />
      </ul>
    </footer>
  );
});

type Look = 'calm' | 'name' | 'told' | 'mind' | 'bad' | 'away';

interface Chip {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  readonly look: Look;
  readonly loud: boolean;
  readonly give: Dispensable;
}

function chipsOf(words: Catalogue, strip: StripView, heard: boolean, inFront: boolean): readonly Chip[] {
  const text = words.strip;
  const { network, scanner, scale, person, station, parked } = strip;
  const online = network.state === 'online';
  // Orders are what a packer counts; while the hub answers, single scans on their way are no news.
  const unsent = strip.unsentOrders > 0 || (strip.unsent > 0 && !online);
  const link = online ? 'calm' : network.state === 'refused' ? 'bad' : 'away';
  const device = (name: string, view: DeviceView) => deviceChip(words, name, view, () => text.device.degraded(name));
  return [
    chip('person', 'user', { text: person?.name ?? text.nobody, look: 'name' }, 'name'),
    chip('station', 'station', { text: station, look: 'name' }, 'name'),
    chip(
      'network',
      online || network.state === 'starting' ? 'link' : 'nolink',
      { text: text.network[network.state](clockTime(words, network.sinceMs)), look: link },
      'never',
    ),
    chip(
      'outbox',
      'outbox',
      { text: unsent ? text.waiting(strip.unsentOrders) : text.allSent, look: unsent && !online ? 'away' : 'calm' },
      'outbox',
    ),
    ...shownPrinters(strip.printers).map((shown) => printerChip(words, shown)),
    ...(strip.drill === null
      ? []
      : [chip('drill', 'drill', { text: text.drill(clockTime(words, strip.drill.endsAtMs)), look: 'mind' }, 'never')]),
    ...(strip.conflicts === 0
      ? []
      : [chip('conflicts', 'warning', { text: text.conflicts(strip.conflicts), look: 'mind' }, 'parked')]),
    ...(parked > 0 ? [chip('parked', 'park', { text: text.parked(parked), look: 'told' }, 'parked')] : []),
    ...(scanner.state === 'off' ? [] : [chip('scanner', 'scanner', device(text.scanner, scanner), 'spare')]),
    ...(scale.state === 'off' ? [] : [chip('scale', 'scale', device(text.scale, scale), 'spare')]),
    ...(heard ? [] : [chip('sound', 'mute', { text: text.noSound, look: 'bad' }, 'never')]),
    // A serial scanner is heard wherever the window is; one that types is not.
    ...(inFront || scanner.state === 'well'
      ? []
      : [chip('front', 'eye', { text: text.notInFront, look: 'mind' }, 'never')]),
  ];
}

interface Said {
  readonly text: string;
  readonly look: Look;
}

/** A spare chip that is not well is no longer spare. */
function chip(id: string, icon: IconName, said: Said, give: Dispensable): Chip {
  const loud = said.look === 'mind' || said.look === 'bad' || said.look === 'away';
  return { id, icon, ...said, loud, give: give === 'spare' && loud ? 'never' : give };
}

/** The usual printers by what they are for, a neighbour by its name. */
function printerChip(words: Catalogue, { as, printer }: ShownPrinter): Chip {
  const { strip, printing } = words;
  if (printer === null) {
    return chip('label', 'printer', { text: strip.device.off(strip.label), look: LOOKS.off }, 'never');
  }
  const { id, name, state } = printer;
  switch (as) {
    case 'label':
      return chip(
        id,
        'printer',
        deviceChip(words, strip.label, printer, (condition) => printing.conditions[condition].chip),
        'never',
      );
    case 'slip': {
      const say = (condition: Condition) => strip.neighbour(strip.slip, printing.conditions[condition].says);
      return chip(id, 'sheet', deviceChip(words, strip.slip, printer, say), 'spare');
    }
    case 'neighbour': {
      const say = (condition: Condition) => strip.neighbour(name, printing.conditions[condition].says);
      const said = deviceChip(words, clip(name, 12), printer, say);
      return chip(id, 'printer', said, NEIGHBOURS[state]);
    }
  }
}

const NEIGHBOURS = {
  well: 'spare',
  off: 'spare',
  unknown: 'unseen',
  degraded: 'neighbour',
  lost: 'lost-neighbour',
} as const satisfies Record<DeviceView['state'], Dispensable>;

function Clock() {
  const words = useWords();
  return (
    <li className="strip__clock">
      <b>{clockTime(words, useNow(60_000))}</b>
    </li>
  );
}

const LOOKS = { well: 'calm', degraded: 'mind', lost: 'bad', unknown: 'away', off: 'away' } as const satisfies Record<
  DeviceView['state'],
  Look
>;

type Condition = DeviceView['conditions'][number];

function deviceChip(words: Catalogue, name: string, device: DeviceView, say: (condition: Condition) => string): Said {
  const [condition] = device.conditions;
  if (condition !== undefined && device.state !== 'well') return { text: say(condition), look: LOOKS[device.state] };
  return { text: words.strip.device[device.state](name), look: LOOKS[device.state] };
}
