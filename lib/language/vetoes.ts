/** Why a message is not to be answered, whatever else it asks. */
export type Veto = 'paid' | 'sent' | 'swap' | 'rent' | 'job' | 'contract'

// Over the words of a message, each between spaces. A wrong answer in a seller's name reads as consent, or as if nobody
// had paid: so these silence a message that asks for shipping as well.
const patterns: Record<Veto, RegExp> = {
  paid: /(?: (?:پول|وجه|مبلغ|هزینه|بیعانه|کارت)(?:[اوشیه]|شو|رو|تون)?(?: \S+){0,3} (?:زدم|زدیم|ریختم|ریختیم|دادم|دادیم|انداختم)| (?:واریز|پرداخت) ?(?:کردم|کردیم|شد|شده|نمودم)| (?:پرداخت|واریزی) (?:\S+ )?انجام (?:شد|دادم)| (?:سفارش|خرید) ?(?:دادم|کردم) | pul\S* (?:zadam|rikhtam|dadam) | variz (?:kardam|shod) )/,
  sent: /(?: (?:ارسال|پست|پیک) ?(?:رو |و )?(?:کردید|کردین|کردی|نکردید|نکردین|شد|شده|نشد|نشده|داشتید|داشتین) | ن?فرستاد(?:ید|ین|ی) | رهگیری | پیگیری کن| نرسید(?:ه|ش)? | (?:بسته|سفارش|مرسوله)\S*(?: \S+){0,3} (?:گم|شکست|رسید|برگشت))/,
  swap: /(?: معاو[ضظز]ه| تعویض (?:با|می)| تاخت | طاق ?میزن| عوض (?:می|نمی)کنی[دن]? | mo?aveze)/,
  rent: /(?: کرایه(?: شهرستان| روزانه| هم){0,2} (?:می ?د|دار|میکن)| کرایه(?: \S+){0,2} (?:ماهی|ماهانه|روزی|شبی|سالی) | (?:رهن|ودیعه|اجاره) )/,
  job: /(?: استخدام| حقوق | کارفرما| شیفت | رزومه| نیرو میخوا)/,
  contract: /(?: قرارداد| محضر| مبایعه)/,
}

/** The first that holds of a message, given its words; null: none. */
export function vetoOf(words: readonly string[]): Veto | null {
  const text = ` ${words.slice(0, maxWords).join(' ')} `
  return (Object.keys(patterns) as Veto[]).find((veto) => patterns[veto].test(text)) ?? null
}

const maxWords = 400
