import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { codeLasts, pairedFor, pairedUntil, readCode } from '../../reablement/screen-code.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'
import { screen, screenCode } from '../storage/screen-schema.ts'
import { hashed } from './hashed.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'
import { after } from './screen-codes.ts'
import type { Throttle } from './throttle.ts'

const pairInput = z.object({
  code: z.string().max(40, 'Type the six letters and digits the screen shows.'),
  name: z
    .string()
    .trim()
    .min(1, 'Say which screen this is: “Meeting room 2”.')
    .max(40, 'At most 40 letters.'),
  for: z.enum(pairedFor, 'Choose how long it may show the huddle.'),
})

/** A screen that was just paired. */
export interface Paired {
  screen: string
  name: string
  /** Instant, ISO UTC. */
  until: string
}

/**
 * Pairs the browser that shows this code to the service, as a shared screen: it may see the huddle's view until the
 * end of the chosen time and nothing else. `tries` counts what each colleague types, right or wrong.
 * Throws Problem `not-signed-in`, `not-allowed`, `bad-input`, `code-unknown`, `code-expired`, `too-many-tries`,
 * `key-safe-code`.
 */
export async function pairScreen(
  desk: Desk,
  who: Colleague | null,
  given: unknown,
  tries: Throttle,
): Promise<Paired> {
  const input = parse(pairInput, given)
  if (holdsKeySafeCode(input.name)) throw new Problem('key-safe-code', { field: 'name' })
  const code = readCode(input.code)
  if (code === null) throw new Problem('code-unknown', { field: 'code' })
  const now = desk.clock()
  const key = who?.id ?? ''
  if (!tries.mayTry(key, key, now.getTime())) throw new Problem('too-many-tries', { field: 'code' })
  // Counted before it is known to be wrong: many sent at once are as many tries.
  tries.wrong(key, key, now.getTime())
  const until = pairedUntil(input.for, now).toISOString()
  const id = newId()
  await perform(desk, who, {
    act: 'pair screen',
    thing: () => ({ kind: 'colleague', id }),
    work: (tx, at) => {
      take(tx, hashed(code), at)
      write(tx, { id, name: input.name, until, at }, who)
      tx.update(screenCode)
        .set({ screen: id, expiresAt: after(new Date(at), codeLasts) })
        .where(eq(screenCode.code, hashed(code)))
        .run()
    },
    detail: { until },
  })
  tries.right(key)
  return { screen: id, name: input.name, until }
}

/** @throws Problem 'code-unknown', 'code-expired'. */
function take(tx: Transaction, code: string, at: string): void {
  const row = tx.select().from(screenCode).where(eq(screenCode.code, code)).get()
  if (!row || row.screen !== null) throw new Problem('code-unknown', { field: 'code' })
  if (row.expiresAt <= at) throw new Problem('code-expired', { field: 'code' })
}

function write(
  tx: Transaction,
  { id, name, until, at }: { id: string; name: string; until: string; at: string },
  who: Colleague | null,
): void {
  if (!who) throw new Problem('not-signed-in')
  tx.insert(colleague)
    .values({
      ...{ id, name, jobTitle: 'Shared screen', team: who.team, role: 'screen' },
      // Nobody signs in as a screen: there is no such address, and no password is hashed to this.
      ...{ email: `screen-${id}@device.invalid`, passwordHash: '!' },
    })
    .run()
  tx.insert(screen).values({ colleague: id, pairedBy: who.id, pairedAt: at, until }).run()
}
