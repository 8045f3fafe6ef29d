/** What can be wrong between a station and its hub. `lost-answer`: the hub did it, but nobody hears. */
export type Weather = 'fine' | 'down' | 'lost-answer' | 'status-500' | 'garbage' | 'half-page' | 'empty' | 'silent';

export interface VirtualNetwork {
  readonly fetch: typeof fetch;
  readonly requests: readonly { readonly path: string; readonly weather: Weather }[];
  set(weather: Weather, only?: RegExp): void;
}

/** Stands between a client and a hub (its `handle`, or the real `fetch`) and spoils what passes. */
export function createVirtualNetwork(through: typeof fetch): VirtualNetwork {
  let weather: Weather = 'fine';
  let only = /./;
  const requests: { path: string; weather: Weather }[] = [];

  async function spoiled(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const now = only.test(path) ? weather : 'fine';
    requests.push({ path, weather: now });
    switch (now) {
      case 'fine':
        return stoppable(through(input, init), init?.signal);
      case 'down':
        throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
      case 'silent':
        return stoppable(new Promise(() => undefined), init?.signal);
      case 'lost-answer':
        await through(input, init);
        throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
      case 'status-500':
        return new Response('{"oops":true}', { status: 500 });
      case 'garbage':
        return new Response('<html>Please log in to the guest network</html>', { status: 200 });
      case 'half-page': {
        const text = await (await through(input, init)).text();
        return new Response(text.slice(0, text.length / 2), { status: 200 });
      }
      case 'empty':
        return new Response('', { status: 200 });
    }
  }

  return {
    fetch: spoiled,
    requests,
    set(next, paths = /./) {
      weather = next;
      only = paths;
    },
  };
}

function stoppable(answer: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  if (signal === null || signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('stopped'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop);
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
