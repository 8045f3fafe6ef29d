import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, isOurs, isOurUrl } from '../../electron/our-page.ts';

type Sender = Parameters<typeof isOurs>[0]['senderFrame'];

/** The part of a frame that is looked at. */
function frame(url: string, parent: object | null = null): Sender {
  return { url, parent } as unknown as Sender;
}

describe('our own page', () => {
  it.each(['app://packhouse/index.html', 'app://packhouse/', 'app://packhouse/index.html?lang=de#x'])(
    'is %s',
    (url) => {
      expect(isOurUrl(url)).toBe(true);
    },
  );

  it.each([
    'https://packhouse/index.html',
    'app://packhouse.example.com/index.html',
    'app://packhouse:80/index.html',
    'app://example.com/packhouse',
    'app:///index.html',
    'file:///packhouse/index.html',
    'data:text/html,app://packhouse/',
    'about:blank',
    'javascript:void 0',
    'app://someone@example.com/',
    '',
    'not a url',
  ])('is not %j', (url) => {
    expect(isOurUrl(url)).toBe(false);
  });

  it('may ask main when it is the top frame', () => {
    expect(isOurs({ senderFrame: frame('app://packhouse/index.html') })).toBe(true);
  });

  it('may not ask from a sub-frame, a foreign page, or a frame that is gone', () => {
    expect(isOurs({ senderFrame: frame('app://packhouse/index.html', {}) })).toBe(false);
    expect(isOurs({ senderFrame: frame('https://example.com/') })).toBe(false);
    expect(isOurs({ senderFrame: frame('') })).toBe(false);
    expect(isOurs({ senderFrame: null })).toBe(false);
  });

  it('allows nothing by default, and no inline code or style', () => {
    expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'; /);
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
  });
});
