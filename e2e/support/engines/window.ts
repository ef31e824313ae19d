/**
 * A window of a browser that today's Playwright does not drive: the few gestures that every driver has. Selectors are CSS;
 * each gesture waits for its element.
 */
export type EngineWindow = {
  goto(url: string): Promise<void>
  url(): Promise<string>
  /** Runs in the page, so it needs no name from outside; gives what JSON can carry. */
  evaluate<Result>(work: () => Result): Promise<Result>
  click(selector: string): Promise<void>
  /** Taps the link or button with this text. */
  tap(words: string): Promise<void>
  fill(selector: string, value: string): Promise<void>
  check(selector: string): Promise<void>
  /** Chooses by value, as `tehran`. */
  choose(selector: string, value: string): Promise<void>
  /** What the page complained of. */
  problems(): Promise<string[]>
  close(): Promise<void>
}

export type Engine = {
  name: string
  /** Null where it can run; else the sentence that says why not. */
  missing(): string | null
  /** Asks for what is missing, where this process may. */
  install(): void
  open(): Promise<EngineWindow>
}
