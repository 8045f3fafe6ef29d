import { createVirtualScale } from '../../src/fakes/virtual-scale.ts';
import { describeScale } from '../devices/scale/scale-contract.ts';
import { settleByHand } from '../devices/scale/settle-by-hand.ts';

describeScale('the fake', () => {
  const plate = settleByHand();
  const scale = createVirtualScale({ source: 'virtual', clock: plate.clock });
  return Promise.resolve({
    scale,
    toleranceMilligrams: 0,
    answers: true,
    put: scale.put,
    settle: plate.settle,
    unplug: async () => scale.unplug(),
    plugIn: async () => scale.plugIn(),
    close: () => scale.stop(),
  });
});
