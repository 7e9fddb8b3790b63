import type { AddressInfo } from 'node:net'
import { and, eq, ne } from 'drizzle-orm'
import { inventedPassword } from './invented/colleagues.ts'
import type { Storage } from './storage/open.ts'
import { colleague, setting } from './storage/schema.ts'

export interface InventedSignIns {
  password: string
  colleagues: { name: string; jobTitle: string; email: string }[]
}

/** Who can sign in to an invented service, and with what; null for a real one, whose people are nobody's business. */
export function inventedSignIns(storage: Storage): InventedSignIns | null {
  if (!storage.select().from(setting).where(eq(setting.key, 'invented')).get()) return null
  const colleagues = storage
    .select({ name: colleague.name, jobTitle: colleague.jobTitle, email: colleague.email })
    .from(colleague)
    .where(and(ne(colleague.active, false), ne(colleague.role, 'screen')))
    .all()
  return { password: inventedPassword, colleagues }
}

/** The lines printed once Perch answers: where it is, and the invented sign-ins. */
export function greeting(storage: Storage, address: AddressInfo | string | null): string {
  const port = address && typeof address === 'object' ? address.port : 0
  const here = `http://localhost:${String(port)}`
  const lines = [`Perch is running at ${here}`]
  const signIns = inventedSignIns(storage)
  if (signIns) {
    lines.push('', `Invented sign-ins, all with the password ${signIns.password}`)
    for (const { email, name, jobTitle } of signIns.colleagues)
      lines.push(`  ${email.padEnd(32)} ${name}, ${jobTitle}`)
    lines.push('', `The meeting room’s screen: open ${here}/screen there, and pair it under “Colleagues”.`)
  }
  return lines.join('\n')
}
