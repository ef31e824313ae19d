import { clientStrokes, Strokes } from './client-icon.tsx'

const strokes = {
  ...clientStrokes,
  box: 'M12 3 4 7v10l8 4 8-4V7l-8-4Zm0 9L4 7m8 5 8-5m-8 5v9M8 5l8 4.2',
  chat: 'M4 5h16v11H10l-5 4v-4H4V5Zm4 4h8m-8 3.5h5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4.5V12l3 2',
  eyeOff:
    'M4 4l16 16M9.9 5.2A9.6 9.6 0 0 1 12 5c5 0 8.3 4.2 9.3 7a12 12 0 0 1-2.6 3.8M6.3 6.7A12.4 12.4 0 0 0 2.7 12c1 2.8 4.3 7 9.3 7a9.3 9.3 0 0 0 4-.9M9.9 10a3 3 0 0 0 4.2 4.2',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  send: 'M21 3 3 10.5l6.5 3L21 3Zm0 0-7.5 18-4-7.5',
  shield: 'M12 3 5 5.5V11c0 4.6 2.9 8.1 7 10 4.1-1.9 7-5.4 7-10V5.5L12 3Zm-3 8.7 2.2 2.3 4-4.3',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
} as const

export type IconName = keyof typeof strokes

/** A decoration, like any of them. */
export const Icon = ({ name, className }: { name: IconName; className?: string }) => (
  <Strokes path={strokes[name]} className={className} />
)
