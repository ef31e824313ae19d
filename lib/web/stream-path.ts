/** Whether a stream of events is at this path: it says by itself that nobody may store it or hold it back. */
export const isStreamPath = (path: string): boolean => /^\/(?!api\/)[^.]+\/events$/.test(path)
