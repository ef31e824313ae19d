import { asPage } from '#lib/web/request.ts'
import { Problem } from './_screens/problem.tsx'

export default async function OpenedWithoutChat() {
  return await asPage('/', async () => await Problem({ code: 'no_conversation' }))
}
