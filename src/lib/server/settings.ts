import { relative, resolve } from 'node:path'
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
  /** Where mail is handed in; without it no team can choose e-mail. */
  PERCH_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'write it as smtp://mail.example:587' }).optional(),
  /** From whom mail comes. */
  PERCH_MAIL_FROM: z
    .string()
    .regex(/@[\w.-]+>?$/, 'write it as Perch <perch@city.example>')
    .optional(),
  /** `1` lets webhooks go to this very machine, also without TLS: for a gateway beside Perch, and for tests. */
  PERCH_WEBHOOK_LOOPBACK: z.enum(['0', '1']).default('0'),
  /** A folder outside the data under which hand-off files may be put. */
  PERCH_HANDOFF: z.string().startsWith('/', 'give the whole path').optional(),
  /** Days what was sent stays in the outbox's list. */
  PERCH_OUTBOX_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  /** A folder outside the data from which caseload files are taken. */
  PERCH_CASELOAD_FOLDER: z.string().startsWith('/', 'give the whole path').optional(),
  /** London time from which they are taken, for an hour; without it, when they arrive. */
  PERCH_CASELOAD_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write it as 05:30')
    .optional(),
  PERCH_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export interface Settings {
  port: number
  host: string
  data: string
  startAt: Date | null
  behindProxy: boolean
  empty: boolean
  /** How what is agreed may leave. */
  leaving: {
    mail: { url: string; from: string } | null
    loopback: boolean
    handOff: string | null
    keepDays: number
  }
  /** How caseload files come by themselves; no folder: they do not. */
  caseload: { folder: string | null; at: string | null }
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
    leaving: {
      mail: mailOf(env),
      loopback: env.PERCH_WEBHOOK_LOOPBACK === '1',
      handOff: env.PERCH_HANDOFF ?? null,
      keepDays: env.PERCH_OUTBOX_DAYS,
    },
    caseload: caseloadOf(env),
    log: env.PERCH_LOG,
  }
}

/** Beside the database a file would go with every backup, and whoever drops files could reach it. */
function caseloadOf(env: z.infer<typeof settingsSchema>): Settings['caseload'] {
  const { PERCH_CASELOAD_FOLDER: folder, PERCH_CASELOAD_AT: at, PERCH_DATA: data } = env
  if (folder === undefined) {
    if (at === undefined) return { folder: null, at: null }
    throw new Error('Perch cannot start. PERCH_CASELOAD_AT: set PERCH_CASELOAD_FOLDER too')
  }
  if (!relative(resolve(data), resolve(folder)).startsWith('..'))
    throw new Error('Perch cannot start. PERCH_CASELOAD_FOLDER: give a folder outside PERCH_DATA')
  return { folder, at: at ?? null }
}

function mailOf({ PERCH_SMTP_URL: url, PERCH_MAIL_FROM: from }: z.infer<typeof settingsSchema>) {
  if (url === undefined && from === undefined) return null
  if (url === undefined || from === undefined)
    throw new Error('Perch cannot start. PERCH_SMTP_URL and PERCH_MAIL_FROM: set both, or neither')
  return { url, from }
}

/** The clock: real time, or real time shifted so that it began at `startAt`. */
export function makeClock(startAt: Date | null): () => Date {
  const shift = startAt ? startAt.getTime() - Date.now() : 0
  return () => new Date(Date.now() + shift)
}
