import { z } from 'zod'

/** An environment variable that is absent or empty counts as not set. */
const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PERCH_DATA: z.string().default('./data'),
  /** Only for demonstrations and tests: the server's clock starts here and runs on. ISO instant. */
  PERCH_NOW: z.iso.datetime({ offset: true }).optional(),
  /** `1` when a proxy in front terminates TLS and sets x-forwarded-proto and x-forwarded-for. */
  PERCH_BEHIND_PROXY: z.enum(['0', '1']).default('0'),
  /** `1` starts with an empty service instead of the invented one. */
  PERCH_EMPTY: z.enum(['0', '1']).default('0'),
  PERCH_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export interface Settings {
  port: number
  host: string
  data: string
  startAt: Date | null
  behindProxy: boolean
  empty: boolean
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Reads the environment. Throws naming each variable that is wrong: Perch refuses to start on a guess. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = settingsSchema.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Perch cannot start. ${wrong.join('; ')}`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    data: env.PERCH_DATA,
    startAt: env.PERCH_NOW ? new Date(env.PERCH_NOW) : null,
    behindProxy: env.PERCH_BEHIND_PROXY === '1',
    empty: env.PERCH_EMPTY === '1',
    log: env.PERCH_LOG,
  }
}

/** The clock: real time, or real time shifted so that it began at `startAt`. */
export function makeClock(startAt: Date | null): () => Date {
  const shift = startAt ? startAt.getTime() - Date.now() : 0
  return () => new Date(Date.now() + shift)
}
