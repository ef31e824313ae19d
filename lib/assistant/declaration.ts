import { declare } from '#lib/addon/index.ts'

export const assistantDeclaration = declare({
  errors: ['post_not_yours'],
})
