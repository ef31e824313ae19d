import { Problem } from './_screens/problem.tsx'
import { userPage } from './_screens/user-page.tsx'

export default async function OpenedWithoutChat() {
  return await userPage('/', async () => await Problem({ code: 'no_conversation' }))
}
