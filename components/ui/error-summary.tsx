import type { Ref } from 'react'
import type { FormState } from '#lib/kernel/form.ts'
import { ClientIcon } from './client-icon.tsx'
import { fieldId } from './form-context.ts'

/** Everything that is wrong, at the top of its form, each line leading to its field. Draws nothing when all is well. */
export function ErrorSummary({ state, ref }: { state: FormState; ref?: Ref<HTMLDivElement> }) {
  const faults = Object.entries(state.faults)
  if (faults.length === 0 && !state.notice) return null
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without JavaScript this is how the answer to a posted form gets focus
      autoFocus
      className="flex flex-wrap gap-3 rounded-card border-2 border-danger bg-danger-soft p-4 text-danger-ink"
    >
      <ClientIcon name="alert" className="mt-0.5 h-6 w-6" />
      <div className="min-w-0 flex-1 basis-40 space-y-1">
        {state.notice && <p className="font-bold">{state.notice}</p>}
        {faults.length > 0 && (
          <>
            <h2 className="font-bold">این موارد را درست کنید</h2>
            <ul>
              {faults.map(([name, sentence]) => (
                <li key={name}>
                  <a
                    href={`#${fieldId(name)}`}
                    className="inline-flex min-h-target items-center underline underline-offset-4"
                  >
                    {sentence}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
