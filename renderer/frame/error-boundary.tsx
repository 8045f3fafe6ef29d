import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Sign } from '../parts/sign.tsx';
import type { Catalogue } from '../words/catalogue.ts';

interface Props {
  readonly words: Catalogue;
  readonly children: ReactNode;
}

interface State {
  readonly failure: string | null;
}

/** The one catcher of bugs in the window. A bug here loses a picture and nothing else: the journal is in another process. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(failure: unknown): State {
    return { failure: failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure) };
  }

  override componentDidCatch(failure: unknown, info: ErrorInfo): void {
    // Main keeps the window's console in its log.
    console.error('renderer bug', failure, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children;
    const text = this.props.words.screens.broken;
    return (
      <section className="broken" role="alert" data-screen="broken">
        <Sign name="error" className="band__sign" />
        <div>
          <h1 className="verb">{text.word}</h1>
          <p className="say">{text.what}</p>
          <button type="button" className="key key--go" onClick={() => window.location.reload()}>
            {text.reload}
          </button>
          <p className="small q">
            {text.support}: <bdi className="code">{this.state.failure.slice(0, 160)}</bdi>
          </p>
        </div>
      </section>
    );
  }
}
