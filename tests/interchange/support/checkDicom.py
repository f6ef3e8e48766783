"""Opens our objects with pydicom and, where it is installed, highdicom; prints what they see as JSON."""
import json
import sys

import pydicom

try:
    import highdicom as hd
except ImportError:
    hd = None

answer = {"pydicom": pydicom.__version__, "highdicom": getattr(hd, "__version__", None), "files": {}}
for path in sys.argv[1:]:
    dataset = pydicom.dcmread(path)
    seen = {"sop": str(dataset.SOPClassUID.name), "elements": sum(1 for _ in dataset.iterall())}
    if hd is not None and dataset.Modality == "SR":
        report = hd.sr.Comprehensive3DSR.from_dataset(dataset)
        groups = report.content.get_planar_roi_measurement_groups()
        seen["planarGroups"] = sorted(str(group.tracking_uid) for group in groups)
        seen["sites"] = sorted(
            site.value.value for group in groups for site in group.finding_sites
        )
    if hd is not None and dataset.Modality == "SEG":
        segmentation = hd.seg.Segmentation.from_dataset(dataset)
        seen["segments"] = [
            int((segmentation.pixel_array[[i for i, f in enumerate(segmentation.PerFrameFunctionalGroupsSequence)
                 if f.SegmentIdentificationSequence[0].ReferencedSegmentNumber == n]]).sum())
            for n in segmentation.segment_numbers
        ]
        seen["trackingUids"] = sorted(str(uid) for _, uid in segmentation.get_tracking_ids())
    answer["files"][path.rsplit("/", 1)[-1]] = seen
print(json.dumps(answer))
