import { type Problem, problems } from './problems.ts'

/** Pages that are drawn without the rest of Peyk: before a request gets there, or when it failed there. */
export const plainProblems = {
  too_large: {
    title: 'نوشته‌ها بیشتر از اندازه است',
    sentence:
      'آنچه فرستادید از اندازه‌ای که پیک می‌پذیرد بیشتر است و چیزی ثبت نشد. در مرورگر یک صفحه به عقب برگردید؛ نوشته‌هایتان همان‌جاست. کوتاه‌ترشان کنید و دوباره بفرستید.',
    button: { label: 'باز کردن دوبارهٔ صفحه', kind: 'retry' },
  },
  invalid_input: problems.invalid_input,
  fault: problems.fault,
  busy: problems.too_many_requests,
} satisfies Record<string, Problem>

export type PlainProblem = keyof typeof plainProblems
