import { useEffect } from "react";

/**
 * Calls `go` some seconds after the last loading ended. A hidden tab waits: it loads once it is seen
 * again, if it is due by then.
 */
export function useRefresh(seconds: number | undefined, isLoading: boolean, go: () => void): void {
  useEffect(() => {
    if (seconds === undefined || isLoading) return;
    const due = Date.now() + seconds * 1000;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const plan = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible")
        timer = setTimeout(go, Math.max(0, due - Date.now()));
    };
    plan();
    document.addEventListener("visibilitychange", plan);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", plan);
    };
  }, [seconds, isLoading, go]);
}
