import { declare, defineAddon } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'

const meetings = declare({
  errors: ['meeting_settled'],
  counters: { meetings: { help: 'Meetings by what became of them', labels: { state: ['proposed', 'agreed'] } } },
  channels: { meetings: 'other_addon_meetings' },
  messages: { proposal: { subject: 'meeting' }, agreement: { subject: 'meeting' } },
  forgets: ['meeting'],
  retention: { meeting: { keptSeconds: 7 * daySeconds, after: 'end' } },
})

/** Two people of a chat agree where and when to meet: another add-on on the same base, to prove that it is one. */
export const otherAddon = defineAddon({ parts: { meetings } })
