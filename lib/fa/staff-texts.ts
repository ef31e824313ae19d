import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Role, SignInWay, StaffState } from '#lib/staff/index.ts'

export const roleLabels: Record<Role, { label: string; may: string }> = {
  viewer: { label: 'بیننده', may: 'مرسوله‌ها را می‌بیند؛ نام و نشانی پوشیده است' },
  dispatcher: { label: 'مسئول توزیع', may: 'مرسوله را به پیک می‌سپارد، جلو می‌برد، نشانی را می‌بیند و پاسخ می‌دهد' },
  manager: { label: 'مدیر', may: 'افزون بر مسئول توزیع: لغو می‌کند، گزارش می‌بیند و تعرفه می‌نویسد' },
  admin: { label: 'مدیر ارشد', may: 'همه چیز: تعرفه را منتشر می‌کند، همکاران و اطلاعات شرکت را تغییر می‌دهد' },
  auditor: { label: 'بازرس', may: 'فقط دفتر کارها را می‌بیند' },
  courier: { label: 'مأمور پیک', may: 'فقط مرسوله‌هایی را می‌بیند که به او سپرده شده است' },
}

export const staffStateLabels: Record<StaffState, string> = {
  invited: 'دعوت‌شده',
  active: 'فعال',
  disabled: 'غیرفعال',
}

export const signInWayLabels: Record<SignInWay, string> = {
  passkey: 'گذرکلید',
  password: 'گذرواژه و برنامهٔ رمزساز',
  recovery: 'گذرواژه و کد بازیابی',
  recovery_alone: 'فقط کد بازیابی، برای ساختن گذرکلید',
}

/** Why nothing was done at the desk. */
export const deskProblems = {
  session_ended: 'نشست شما بسته شده است. صفحه را دوباره باز کنید و وارد شوید.',
  not_allowed: 'نقش شما اجازهٔ این کار را ندارد. از مدیر ارشد بخواهید.',
  last_admin: 'دست‌کم یک مدیر ارشد باید بماند. نخست کس دیگری را مدیر ارشد کنید.',
  not_found: 'این همکار دیگر در فهرست نیست.',
  unknown: 'این کار شناخته نشد. صفحه را دوباره باز کنید.',
} as const

export const signInTexts = {
  refused: {
    passkey: 'با این گذرکلید نمی‌شود وارد شد. دوباره امتحان کنید یا از مدیر ارشد لینک تازه بگیرید.',
    password: 'نام کاربری، گذرواژه یا کد درست نیست. کد را دوباره از برنامهٔ رمزساز بخوانید؛ هر کد یک بار پذیرفته می‌شود.',
    recovery: 'این کد بازیابی پذیرفته نشد. کد دیگری را امتحان کنید یا از مدیر ارشد لینک تازه بگیرید.',
  },
} as const

/** Too many tries. */
export function slowedText(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  return `چند بار نادرست امتحان شده است. ${toPersianDigits(minutes)} دقیقهٔ دیگر دوباره امتحان کنید، یا با گذرکلید وارد شوید.`
}

/** What is wrong with a way to sign in that was chosen. */
export const acceptFaults = {
  login: {
    wrong: 'سه تا ۳۲ حرف لاتین، عدد، نقطه یا خط تیره بنویسید',
    taken: 'این نام کاربری را کس دیگری دارد',
    over: 'دوباره بنویسید',
  },
  password: {
    wrong: 'دست‌کم ۱۲ حرف بنویسید، و نه همان نام کاربری',
    taken: 'گذرواژهٔ دیگری بنویسید',
    over: 'دوباره بنویسید',
  },
  code: {
    wrong: 'کدی نیست که برنامه اکنون نشان می‌دهد؛ ساعت گوشی را هم نگاه کنید',
    taken: 'این کد به کار رفته است؛ کد بعدی را بنویسید',
    over: 'مهلت این تصویر گذشته است؛ صفحه را دوباره باز کنید و تصویر تازه را بخوانید',
  },
  passkey: {
    wrong: 'گذرکلید ساخته نشد. دوباره امتحان کنید.',
    taken: 'این گذرکلید پیش‌تر ثبت شده است.',
    over: 'ساختن گذرکلید طول کشید. دوباره امتحان کنید.',
  },
} as const

export const deadInvitations = {
  unknown: {
    title: 'این لینک دعوت معتبر نیست',
    sentence: 'شاید ناقص کپی شده یا لینک تازه‌تری جای آن آمده است. از مدیر ارشد لینک تازه بخواهید.',
  },
  used: {
    title: 'این دعوت به کار رفته است',
    sentence: 'اگر خودتان آن را پذیرفته‌اید، وارد شوید. اگر نه، همین حالا به مدیر ارشد خبر دهید.',
  },
  expired: {
    title: 'مهلت این دعوت گذشته است',
    sentence: 'لینک دعوت یک روز کار می‌کند. از مدیر ارشد لینک تازه بخواهید.',
  },
  disabled: {
    title: 'این حساب غیرفعال است',
    sentence: 'اگر باید به میز کار راه داشته باشید، با مدیر ارشد صحبت کنید.',
  },
} as const

export const accountTexts = {
  notAdded: {
    refused: 'گذرکلید افزوده نشد. دوباره امتحان کنید.',
    too_many: 'ده گذرکلید دارید. نخست یکی را حذف کنید.',
  },
  lastWay: 'این تنها راه ورود شماست. نخست گذرکلید دیگری بیفزایید.',
} as const

/** Why somebody whom a recovery code let in made no passkey. */
export const recoverTexts = {
  refused: 'گذرکلید ساخته نشد. دوباره امتحان کنید.',
  too_many: 'ده گذرکلید دارید و بیش از این نمی‌شود. از مدیر ارشد لینک تازه بخواهید.',
} as const

export const teamTexts = {
  noRole: 'نقش را انتخاب کنید',
  noName: 'نام را بنویسید',
} as const
