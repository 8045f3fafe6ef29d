import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../runtime/say.mjs';

/**
 * Sends what a scenario's scanner sends, in real time, and says what to do and to look at in between.
 * @param scenario a parsed scenario
 * @param {{ line: object, scanner: object, start: boolean, ask: (what: string) => Promise<string> }} world
 */
export async function playScenario(scenario, { line, scanner, start, ask }) {
  const profile = scanner.PROFILES[scenario.profile];
  const dice = scanner.createSeededDice(scenario.seed);
  const read = (step) => line.deliver(scanner.deliveriesOf(step, profile, dice));
  const card = (code) => read({ scan: code, as: 'CODE128' });

  say(`${scenario.name}: ${scenario.about}`);
  if (start) {
    await read({ badge: scanner.PACKER_BADGE });
    if (scenario.order !== null) await read({ scan: scenario.order });
    await pause(1000);
  }
  for (const [at, step] of scenario.steps.entries()) {
    const no = `step ${at + 1}`;
    if ('wait' in step) await pause(step.wait);
    else if ('expect' in step) say(`${no}: look for ${describe(step.expect)}`);
    // The card of a key is the key.
    else if ('key' in step) await card(scanner.commandCodeOf(step.key));
    else if ('choose' in step) await card(scanner.choiceCodeOf(step.choose));
    else if ('human' in step)
      await ask(`${no}: type ${step.human.text} by hand into the window, then press Enter here.`);
    else if ('proof' in step) {
      const scan = await ask(`${no}: write the code on the label of the box, then press Enter.`);
      if (scan !== '') await read({ scan });
    } else if ('block' in step) {
      say(`${no}: a program cannot be held up from here; its reads come all at once.`);
      for (const each of step.block.during.filter((one) => !('human' in one))) await read(each);
    } else if ('unplug' in step) {
      const { of, atByte, forMs } = step.unplug;
      if (of !== undefined) {
        const { identifier, data } = scanner.readOf(of, profile);
        const bytes = scanner.bytesOf(identifier + data);
        await line.send(bytes.slice(0, atByte ?? Math.ceil(bytes.length / 2)));
      }
      await line.unplug(forMs);
    } else {
      if ('echoMs' in step) say(`${no}: there is one device here; nothing is delivered twice.`);
      await read(step);
    }
  }
  say('all sent');
}

function describe({ verdict, state, line, qty, answers = 1 }) {
  const parts = [
    verdict ?? 'no answer',
    ...(answers > 1 ? [`${answers} answers`] : []),
    ...(qty === undefined ? [] : [`${line ?? 'all'} ${qty[0]} of ${qty[1]}`]),
    ...(state === undefined ? [] : [state]),
  ];
  return parts.join(', ');
}
