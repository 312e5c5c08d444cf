/** The board on the wall of a sales office (大屏): over the whole screen, as large as fits. */

import { nextTick, onMounted, onScopeDispose, ref, type Ref } from 'vue'

const MOST_ZOOM = 2
const LEAST_ZOOM = 0.4
const MARGIN = 24

export function useWall(grid: Ref<HTMLElement | undefined>) {
  const isWall = ref(false)

  function fit(): void {
    const place = grid.value
    const buildings = place?.firstElementChild
    if (!place || !buildings) return
    place.style.zoom = '1'
    if (!isWall.value) return
    const { top } = place.getBoundingClientRect()
    const across = (window.innerWidth - MARGIN) / (buildings.scrollWidth + MARGIN)
    const down = (window.innerHeight - top - MARGIN) / buildings.scrollHeight
    place.style.zoom = String(Math.min(Math.max(Math.min(across, down), LEAST_ZOOM), MOST_ZOOM))
  }

  async function show(value: boolean): Promise<void> {
    isWall.value = value
    await nextTick()
    fit()
  }

  /** A browser that refuses the full screen shows the wall in its window. */
  async function toggle(): Promise<void> {
    const wanted = !isWall.value
    if (wanted) await document.documentElement.requestFullscreen().catch(() => undefined)
    else if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined)
    await show(wanted)
  }

  const followScreen = () => {
    if (!document.fullscreenElement) void show(false)
  }
  onMounted(() => {
    document.addEventListener('fullscreenchange', followScreen)
    window.addEventListener('resize', fit)
  })
  onScopeDispose(() => {
    document.removeEventListener('fullscreenchange', followScreen)
    window.removeEventListener('resize', fit)
  })
  return { isWall, toggle }
}
