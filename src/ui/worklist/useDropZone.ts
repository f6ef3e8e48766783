import { useEffect, useState } from 'react';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes dropped folders, files and ZIPs. Returns whether something is hovering over it. */
export function useDropZone(onDrop: (data: DataTransfer) => void): boolean {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (carriesFiles(event)) setDepth((value) => value + 1);
    };
    const leave = (event: DragEvent): void => {
      if (carriesFiles(event)) setDepth((value) => Math.max(0, value - 1));
    };
    const over = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      setDepth(0);
      if (event.dataTransfer === null || !carriesFiles(event)) return;
      event.preventDefault();
      onDrop(event.dataTransfer);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [onDrop]);
  return depth > 0;
}
