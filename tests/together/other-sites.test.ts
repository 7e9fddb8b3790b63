import type { RequestEvent } from '@sveltejs/kit'
import { afterEach, describe, expect, test } from 'vitest'
import { serviceSlot } from '#lib/server/service.ts'
import { handle } from '../../src/hooks.server.ts'

type Service = NonNullable<ReturnType<typeof serviceSlot>['service']>
afterEach(() => {
  delete serviceSlot().service
})

/** A write by whoever is signed in, as their browser sends it for a page of `origin`; null: a program, which says none. */
async function write(path: string, origin: string | null, headers: Record<string, string> = {}) {
  const session = { id: 'one', colleague: { role: 'colleague' } }
  serviceSlot().service = {
    sessions: { find: () => session, touch: () => undefined },
    closeForgotten: () => Promise.resolve(),
    themeOf: () => 'light',
  } as unknown as Service
  const url = new URL(path, 'https://perch.city.example')
  const said = { ...headers, ...(origin === null ? {} : { origin }) }
  const event = {
    ...{ url, request: new Request(url, { method: 'POST', headers: said }), route: { id: path }, locals: {} },
    ...{ isDataRequest: false, cookies: { get: () => 'token' } },
  } as unknown as RequestEvent
  return handle({ event, resolve: () => new Response('done') })
}

describe.each(['/raise/take-back', '/raise/find', '/exports/archive'])('%s', (path) => {
  test.each(['https://evil.example', 'https://other.city.example', 'null', 'http://perch.city.example'])(
    'is refused to a page of %s, whatever it says its body is',
    async (origin) => {
      await expect(write(path, origin)).rejects.toMatchObject({ status: 403 })
      await expect(write(path, origin, { 'content-type': 'application/json' })).rejects.toMatchObject({
        status: 403,
      })
    },
  )

  test('is open to our own pages, and to programs', async () => {
    expect(await (await write(path, 'https://perch.city.example')).text()).toBe('done')
    expect(await (await write(path, null)).text()).toBe('done')
  })
})
