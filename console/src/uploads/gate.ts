/** Pausing: what is on its way stops when the gate closes, and goes on when it opens. */
export class Gate {
  #closing = new AbortController();
  #opened: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Aborts when the gate closes. */
  get whileOpen(): AbortSignal {
    return this.#closing.signal;
  }

  close(): void {
    if (this.isClosed) return;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
    this.#closing.abort();
  }

  open(): void {
    if (!this.isClosed) return;
    this.#closing = new AbortController();
    this.#open();
  }

  async passed(signal: AbortSignal): Promise<void> {
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    if (signal.aborted) throw signal.reason;
    await Promise.race([this.#opened, stopped]);
  }
}
