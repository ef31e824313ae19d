import type { Phase } from '#lib/services/open-base.ts'

/** What each phase of a start does, and how many minutes it may take. */
const phases: Record<Phase, { doing: string; minutes: number }> = {
  // A migration of a large database takes its time, and one that is cut off starts over with the next start.
  database: { doing: 'opening the database and bringing its tables up to date', minutes: 15 },
  clock: { doing: 'asking the database for its time', minutes: 1 },
  jobs: { doing: 'starting the job engine', minutes: 1 },
  work: { doing: 'setting the workers going', minutes: 1 },
}

type Ways = { warn(line: string): void; end(line: string): void }

/**
 * Ends a start that does not: a process that hangs answers nobody, and nobody starts it again. Each full minute in a phase
 * is told, and the last one that it may take is its end.
 */
export function limitStart({ warn, end }: Ways): { enter(phase: Phase): void; done(): void } {
  let timer: NodeJS.Timeout | undefined
  const done = () => clearInterval(timer)
  return {
    enter(phase) {
      const { doing, minutes } = phases[phase]
      let passed = 0
      done()
      timer = setInterval(() => {
        passed += 1
        const line = `${doing} (phase "${phase}") has taken ${passed} min`
        if (passed < minutes) return warn(line)
        done()
        end(line)
      }, 60_000)
      timer.unref()
    },
    done,
  }
}
