import { createContext, useContext } from 'react';

/** True in training: every head then says so. */
export const TrainingContext = createContext(false);

export function useIsTraining(): boolean {
  return useContext(TrainingContext);
}
