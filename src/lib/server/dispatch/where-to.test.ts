import { lookup } from 'node:dns'
import { describe, expect, test, vi } from 'vitest'
import { lookupOutside, mayReach, refusedUrl } from './where-to.ts'

vi.mock('node:dns', () => ({ lookup: vi.fn() }))

describe('where a webhook may go', () => {
  test.each([
    ...['10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...[
      '::',
      'fd00::1',
      'fe80::1',
      'ff02::1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001::1',
    ],
    ...['not an address', ''],
  ])('not to %s, whatever the settings', (address) => {
    expect(mayReach(address, true)).toBe(false)
    expect(mayReach(address, false)).toBe(false)
  })

  test.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f::1', '2a00:1450:4009::64'])('to %s', (address) => {
    expect(mayReach(address, false)).toBe(true)
  })

  test.each(['127.0.0.1', '127.9.9.9', '::1'])('to %s only when the settings say so', (address) => {
    expect(mayReach(address, true)).toBe(true)
    expect(mayReach(address, false)).toBe(false)
  })

  test.each([
    ['https://orders.example.org/perch', false, true],
    ['http://orders.example.org/perch', true, false],
    ['http://127.0.0.1:8080/', true, true],
    ['http://127.0.0.1:8080/', false, false],
    ['http://localhost:8080/', true, true],
    ['https://localhost/', false, false],
    ['http://[::1]:8080/', true, true],
    ['https://2130706433/', false, false],
    ['https://0x0a.0.0.1/', true, false],
    ['https://[::ffff:10.0.0.1]/', true, false],
    ['https://me:secret@orders.example.org/', true, false],
    ['ftp://orders.example.org/', true, false],
    ['file:///etc/passwd', true, false],
    ['orders.example.org', true, false],
  ])('the address %s, loopback %s: %s', (url, loopback, may) => {
    expect(refusedUrl(url, loopback) === null).toBe(may)
  })

  test('a name that leads inside is found out when it is connected to', async () => {
    const answer = (addresses: { address: string; family: number }[]) =>
      vi
        .mocked(lookup)
        .mockImplementation(((_name: string, _how: object, found: (...all: unknown[]) => void) =>
          found(null, addresses)) as never)
    const asked = () =>
      new Promise((done, failed) => {
        lookupOutside(false)('orders.example.org', { all: false }, (error, address) =>
          error ? failed(error) : done(address),
        )
      })
    answer([{ address: '93.184.215.14', family: 4 }])
    expect(await asked()).toBe('93.184.215.14')
    answer([
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ])
    await expect(asked()).rejects.toThrow('inside')
    answer([])
    await expect(asked()).rejects.toThrow('inside')
  })
})
