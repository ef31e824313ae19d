import { Problem } from './_screens/problem.tsx'

export default async function OpenedWithoutChat() {
  return await Problem({ code: 'no_conversation' })
}
