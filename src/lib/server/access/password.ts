import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const

/** The password as a PHC string. Asynchronous: it takes a thread about 30 ms. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derived(password, salt)
  const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${String(cost.memory)},t=${String(cost.passes)},p=${String(cost.parallelism)}$${b64(salt)}$${b64(key)}`
}

/** Does the password fit the PHC string? False for a string it cannot read. */
export async function passwordFits(password: string, hash: string): Promise<boolean> {
  const [, kind, , , salt, key] = hash.split('$')
  if (kind !== 'argon2id' || !salt || !key) return false
  const expected = Buffer.from(key, 'base64')
  const found = await derived(password, Buffer.from(salt, 'base64'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}

async function derived(password: string, salt: Buffer): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength: 32, ...cost })
}
