type Options = { cause?: unknown; details?: Record<string, unknown>; retryable?: boolean; retryAfterSeconds?: number }

/**
 * A surprise with a stable code, which machines read. Expected outcomes are values, never an `AppError`. `details` holds
 * no personal data. Abstract: each part of the app throws by the class that `errorsOf` makes of the codes it declared.
 */
export abstract class AppError<Code extends string = string> extends Error {
  readonly code: Code
  readonly details: Record<string, unknown>
  readonly retryable: boolean
  readonly retryAfterSeconds: number | undefined

  constructor(code: Code, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
    this.retryable = options.retryable ?? false
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

type ErrorClass<Code extends string> = new (code: Code, message: string, options?: Options) => AppError<Code>

/** The class by which a part throws its codes, and no other part's. */
export const errorsOf = <Code extends string>(): ErrorClass<Code> => class extends AppError<Code> {}

/** The codes that the kernel itself throws, and so may every part. */
export const kernelErrors = ['fault', 'invalid_input'] as const

export const KernelError = errorsOf<(typeof kernelErrors)[number]>()

/** By name: Next loads this module more than once in a process, and each has a class of its own. */
export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError'
