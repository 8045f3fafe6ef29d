/** Channel names alone, so that the sandboxed preload carries no library. */
export const channels = {
  subscribe: 'packhouse:subscribe',
  dispatch: 'packhouse:dispatch',
  frame: 'packhouse:frame',
  preview: 'packhouse:preview',
  painted: 'packhouse:painted',
  keyboard: 'packhouse:keyboard',
  saveKeyboard: 'packhouse:save-keyboard',
  readEnrolment: 'packhouse:read-enrolment',
  enrol: 'packhouse:enrol',
  exportUnsent: 'packhouse:export-unsent',
  restart: 'packhouse:restart',
  demoPanel: 'packhouse:demo-panel',
  demo: 'packhouse:demo',
  view: 'packhouse:view',
  notice: 'packhouse:notice',
  enrolment: 'packhouse:enrolment',
} as const;

export type ChannelName = keyof typeof channels;
