import { frameOf } from '#app/_screens/frame.ts'
import { userPage } from '#app/_screens/user-page.tsx'
import { DeadEnd } from '#components/shipping/dead-end.tsx'
import { ForgetTyped } from '#components/ui/forget-typed.tsx'

const erased = {
  title: 'اطلاعات شما پاک شد',
  sentence:
    'نام، موبایل، نشانی و اجازهٔ شما دیگر در پیک نیست. فقط یک ردیف بی‌نام برای حساب‌داری می‌ماند. هر وقت خواستید، پیک را دوباره از چت باز کنید.',
}

export default async function Erased() {
  return await userPage('/erased', async () => {
    const frame = await frameOf(null)
    const button = { label: 'بازگشت به دیوار', href: frame.completionUrl }
    return (
      <>
        <ForgetTyped />
        <DeadEnd {...erased} frame={frame} button={button} />
      </>
    )
  })
}
