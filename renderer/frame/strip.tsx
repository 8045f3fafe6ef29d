import { memo } from 'react';
import type { DeviceView, Strip as StripView } from '../../src/core/view.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useSoundIsHeard } from '../sound/sound-context.ts';
import { useNow } from '../state/station-clock.ts';
import { useIsInFront } from '../state/window-focus.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { clockTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly strip: StripView;
  /** Opens the demo's own panel; only there in the demo. */
  readonly demo: { readonly open: boolean; readonly toggle: () => void } | null;
}

/** Calm while all is well: ink on grey. What is not well takes a verdict's colour and says so in words. */
export const Strip = memo(function Strip({ strip, demo }: Props) {
  const words = useWords();
  const text = words.strip;
  const heard = useSoundIsHeard();
  const inFront = useIsInFront();
  const { network, scanner } = strip;
  const online = network.state === 'online';
  // Orders are what a packer counts; while the hub answers, single scans on their way are no news.
  const unsent = strip.unsentOrders > 0 || (strip.unsent > 0 && !online);
  const labels = deviceChip(
    words,
    text.label,
    strip.labelPrinter,
    (condition) => words.printing.conditions[condition].chip,
  );
  const slips = deviceChip(
    words,
    text.slip,
    strip.slipPrinter,
    (condition) => `${text.slip}: ${words.printing.conditions[condition].says}`,
  );
  const guns = deviceChip(words, text.scanner, scanner, () => text.device.degraded(text.scanner));
  const scales = deviceChip(words, text.scale, strip.scale, () => text.device.degraded(text.scale));
  const loud = [
    online ? 'calm' : 'away',
    unsent && !online ? 'away' : 'calm',
    labels.look,
    slips.look,
    guns.look,
    scales.look,
    heard ? 'calm' : 'bad',
  ];
  const alarms = loud.filter((look) => look !== 'calm').length;
  const crowded = alarms > 4 ? 'very' : alarms > 3 ? '' : undefined;
  return (
    <footer className="strip" data-crowded={crowded}>
      <ul>
        <Chip icon="user" text={strip.person?.name ?? text.nobody} look="name" />
        <Chip icon="station" text={strip.station} look="name" />
        <Chip
          icon={online || network.state === 'starting' ? 'link' : 'nolink'}
          text={text.network[network.state](clockTime(words, network.sinceMs))}
          look={online ? 'calm' : network.state === 'refused' ? 'bad' : 'away'}
        />
        <Chip
          icon="outbox"
          name="outbox"
          text={unsent ? text.waiting(strip.unsentOrders) : text.allSent}
          look={unsent && !online ? 'away' : 'calm'}
        />
        <Chip icon="printer" {...labels} />
        {strip.slipPrinter.state !== 'off' && <Chip icon="sheet" {...slips} calmer />}
        {scanner.state !== 'off' && <Chip icon="scanner" {...guns} calmer />}
        {strip.scale.state !== 'off' && <Chip icon="scale" {...scales} calmer />}
        {!heard && <Chip icon="mute" text={text.noSound} look="bad" />}
        {/* A serial scanner is heard wherever the window is; one that types is not. */}
        {!inFront && scanner.state !== 'well' && <Chip icon="eye" text={text.notInFront} look="mind" />}
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

type Look = 'calm' | 'name' | 'mind' | 'bad' | 'away';

interface ChipProps {
  readonly icon: IconName;
  readonly text: string;
  readonly look: Look;
  readonly name?: string;
  readonly calmer?: boolean;
}

function Chip({ icon, text, look, name, calmer = false }: ChipProps) {
  return (
    <li
      className={`strip__${look}${name === undefined ? '' : ` strip__${name}`}`}
      data-calmer={(calmer && look === 'calm') || undefined}
    >
      <Icon name={icon} />
      <bdi>{text}</bdi>
    </li>
  );
}

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

function deviceChip(
  words: Catalogue,
  name: string,
  device: DeviceView,
  say: (condition: DeviceView['conditions'][number]) => string,
): { text: string; look: Look } {
  const [condition] = device.conditions;
  if (condition !== undefined && device.state !== 'well') return { text: say(condition), look: LOOKS[device.state] };
  return { text: words.strip.device[device.state](name), look: LOOKS[device.state] };
}
