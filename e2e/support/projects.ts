/** In which ways the specifications run, each a project of Playwright's. `budgets` is a step of its own. */
export const projectNames = ['phone', 'phone-dark', 'popup', 'postgres', 'budgets'] as const

export type ProjectName = (typeof projectNames)[number]
