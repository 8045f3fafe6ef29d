import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge } from '../src/wire/ipc-bridge.ts';
import { channels } from '../src/wire/ipc-channels.ts';
import type { Pushes } from '../src/wire/ipc-contract.ts';

function listen<Name extends keyof Pushes>(name: Name, heard: (push: Pushes[Name]) => void): () => void {
  // The event object stays here: it would hand Electron's own API to the page.
  const listener = (_event: IpcRendererEvent, push: Pushes[Name]) => heard(push);
  ipcRenderer.on(channels[name], listener);
  return () => ipcRenderer.removeListener(channels[name], listener);
}

const bridge: Bridge = {
  subscribe: () => ipcRenderer.invoke(channels.subscribe),
  dispatch: (request) => ipcRenderer.invoke(channels.dispatch, request),
  frame: (request) => ipcRenderer.invoke(channels.frame, request),
  preview: (request) => ipcRenderer.invoke(channels.preview, request),
  painted: (request) => ipcRenderer.invoke(channels.painted, request),
  keyboard: () => ipcRenderer.invoke(channels.keyboard),
  saveKeyboard: (request) => ipcRenderer.invoke(channels.saveKeyboard, request),
  readEnrolment: (request) => ipcRenderer.invoke(channels.readEnrolment, request),
  enrol: (request) => ipcRenderer.invoke(channels.enrol, request),
  exportUnsent: () => ipcRenderer.invoke(channels.exportUnsent),
  restart: () => ipcRenderer.invoke(channels.restart),
  demoPanel: () => ipcRenderer.invoke(channels.demoPanel),
  demo: (request) => ipcRenderer.invoke(channels.demo, request),
  onView: (heard) => listen('view', heard),
  onNotice: (heard) => listen('notice', heard),
  onEnrolment: (heard) => listen('enrolment', heard),
};

contextBridge.exposeInMainWorld('packhouse', bridge);
