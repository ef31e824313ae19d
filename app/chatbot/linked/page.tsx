import { frameOf } from '#app/_screens/frame.ts'
import { ownPage } from '#app/_screens/own-page.tsx'
import { DeadEnd } from '#components/shipping/dead-end.tsx'

const linked = {
  title: 'این گفت‌وگو به حساب دیوار شما وصل شد',
  sentence:
    'سفارش‌هایتان را در همان گفت‌وگو فرستادیم. اگر آنجا نیست، «سفارش‌های من» را بزنید. هر وقت خواستید، با پس گرفتن اجازه در دیوار این لینک پاک می‌شود.',
}

export default ownPage('/chatbot/linked', '/', async () => {
  const frame = await frameOf(null)
  return <DeadEnd {...linked} frame={frame} button={{ label: 'بازگشت به دیوار', href: frame.completionUrl }} />
})
