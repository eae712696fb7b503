"""Two events as TensorBoard's own writer has them, for EventFileTests: python make_events.py (tensorboard 2.21.0)."""
from pathlib import Path

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

values = [Summary.Value(tag="loss/train", simple_value=0.625), Summary.Value(tag="dev/macro_f1", simple_value=0.75)]
events = [
    Event(wall_time=1764331200.0, file_version="brain.Event:2"),
    Event(wall_time=1764331200.25, step=300, summary=Summary(value=values)),
]
with open(Path(__file__).parent / "events.tfevents", "wb") as file:
    writer = RecordWriter(file)
    for event in events:
        writer.write(event.SerializeToString())
    writer.flush()
