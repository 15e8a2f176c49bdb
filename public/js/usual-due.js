/**
 * What is paid most of the time: from the smallest to the largest instalment, the last one and the
 * fee left out; twice the same where all are alike. This one module says it in the browser and in
 * the server.
 * @param {readonly { dueRupiah: number, feeRupiah: number }[]} instalments
 * @returns {[least: number, greatest: number]} rupiah
 */
export function usualDue(instalments) {
  const dues = instalments.map(({ dueRupiah, feeRupiah }) => dueRupiah - feeRupiah)
  const most = dues.length > 1 ? dues.slice(0, -1) : dues
  const least = Math.min(...most)
  if (most.every((due) => due === least)) return [least, least]
  return [least, Math.max(...dues)]
}
