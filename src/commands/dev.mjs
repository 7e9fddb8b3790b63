// npm run dev [-- --network=bad] [vite's own options]: Vite's server, and beside it a slow and lossy way to it.
const asked = process.argv.slice(2)
const network = asked.find((word) => word.startsWith('--network'))

if (network !== undefined && network !== '--network=bad') {
  console.error(`There is no ${network}. There is: --network=bad`)
  process.exit(2)
}
// dev-plugin.ts reads it once Vite listens; Vite itself refuses options it does not know.
if (network) process.env.PERCH_NETWORK = 'bad'
process.argv = [...process.argv.slice(0, 2), 'dev', ...asked.filter((word) => word !== network)]
await import('../../node_modules/vite/bin/vite.js')
